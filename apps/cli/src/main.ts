#!/usr/bin/env node
import { LectorError } from '@lector/contract';
import { LectorApiError, LectorConnectionError } from '@lector/sdk';
import { COMMANDS } from './commands/index.js';
import { EXIT, UsageError, helpOf, parseCommand, type ExitCode } from './command.js';

const OVERVIEW = [
  'usage: lector COMMAND [arguments]',
  '',
  ...COMMANDS.map((command) => `  ${command.name.padEnd(10)} ${command.summary}`),
  '',
  'lector COMMAND --help explains one. Exit codes: 0 done, 1 failed job, 2 usage, 3 service unreachable, 128 + signal interrupted.',
].join('\n');

async function main(args: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(OVERVIEW);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) {
    console.error(`there is no command ${name}\n\n${OVERVIEW}`);
    return EXIT.usage;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(helpOf(command));
    return EXIT.done;
  }
  try {
    return await command.run({
      ...parseCommand(command, rest),
      env: process.env,
      cwd: process.env['INIT_CWD'] ?? process.cwd(),
    });
  } catch (error) {
    return report(error, () => helpOf(command));
  }
}

/** Says what went wrong in one or two lines; a stack only for what nobody foresaw. */
function report(error: unknown, help: () => string): ExitCode {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${help()}`);
    return EXIT.usage;
  }
  if (error instanceof LectorConnectionError) {
    console.error(`${error.message}\nIs Lector running? Start it with: npm start`);
    return EXIT.unreachable;
  }
  if (error instanceof LectorApiError) {
    console.error(`${error.message} [${error.code}]`);
    for (const { pointer, detail } of error.errors) console.error(`  ${pointer || '/'}: ${detail}`);
    return error.status >= 500 ? EXIT.unreachable : EXIT.usage;
  }
  if (error instanceof LectorError) {
    console.error(`${error.title}: ${error.message} [${error.code}]`);
    return error.code === 'config_invalid' ? EXIT.usage : EXIT.unreachable;
  }
  console.error(error);
  return EXIT.failedJob;
}

// A terminal that was closed or a reader that has left is no reason to fail: what was started must still be stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.exitCode = await main(process.argv.slice(2));
