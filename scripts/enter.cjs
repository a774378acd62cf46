/** Past the door: in a file of its own, because `import()` alone is a syntax error to a Node before 8.10. */
'use strict';

module.exports = function enter() {
  return import('./bootstrap.mjs');
};
