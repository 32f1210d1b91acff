// Only pages with an editor ask for this one.
import "@github/markdown-toolbar-element";
import "@github/text-expander-element";
import "./attaching.js";
import "./writing.js";
