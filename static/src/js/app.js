// Everything here makes pages quicker; none of it is needed to use them.
import "htmx.org";
import "@github/markdown-toolbar-element";
import "@github/text-expander-element";
import "./composer.js";
import "./frame.js";
import "./menus.js";
import "./times.js";
