// Everything here makes pages quicker; none of it is needed to use them.
import "htmx.org";
import "@github/markdown-toolbar-element";
import "@github/relative-time-element";
import "@github/text-expander-element";
import "./composer.js";
import "./menus.js";
