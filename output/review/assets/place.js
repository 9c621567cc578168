"use strict";
/** Opened from the disk, a page keeps corrections in the browser. A server gives another text under this name (jixiao/serving). */
jixiao.receive.place(null);
