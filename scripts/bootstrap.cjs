#!/usr/bin/env node
/**
 * The door of a fresh clone, for any Node there is: checks the machine and says the exact fix of what is missing, then
 * loads the rest. Written in ECMAScript 5, as is what it loads before the check: an older Node would answer anything newer
 * with a syntax error in place of the fix.
 */
'use strict';

var preflight = require('./preflight.cjs').preflight;

var problems = preflight();
if (problems.length === 0) {
  void require('./enter.cjs')();
} else {
  console.error('This machine is not ready for Lector:');
  problems.forEach(function (problem) {
    console.error('\n  ✗ ' + problem.what + '\n    fix: ' + problem.fix);
  });
  process.exitCode = 1;
}
