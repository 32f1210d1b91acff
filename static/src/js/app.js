// Everything here makes pages quicker; none of it is needed to use them.
import "htmx.org";
import "./frame.js";
import "./menus.js";
import "./desk.js";
import "./times.js";
