import type { Capacity } from '@lector/contract';
import { CLIENT_OPTIONS, clientOf, printJson } from '../client.js';
import { EXIT, type Command } from '../command.js';
import { hoursMinutes, table } from '../progress.js';

export const capacity: Command = {
  name: 'capacity',
  usage: '',
  summary: 'Shows who holds which model pack, what waits for it, and how long that takes.',
  maxArguments: 0,
  options: CLIENT_OPTIONS,
  async run(input) {
    const found = await clientOf(input).capacity();
    if (input.values['json'] === true) printJson(found);
    else
      console.log(
        table([
          ['PACK', 'WORKERS', 'SLOTS BUSY', 'QUEUED CHARACTERS', 'CHARACTERS/S', 'BACKLOG'],
          ...found.packs.map(row),
        ]),
      );
    return EXIT.done;
  },
};

function row(pack: Capacity['packs'][number]): readonly string[] {
  return [
    `${pack.name}${pack.default ? ' (default)' : ''}${pack.served ? '' : ' (not served)'}`,
    String(pack.workers),
    `${pack.slots_in_use} of ${pack.slots}`,
    String(pack.queued_characters),
    pack.characters_per_second === null ? '?' : String(pack.characters_per_second),
    pack.backlog_seconds === null ? '?' : hoursMinutes(pack.backlog_seconds),
  ];
}
