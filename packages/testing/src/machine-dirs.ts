import { homedir } from 'node:os';
import { dataDirs, pickFields, readConfig, type DataDirs } from '@lector/process-kit';

const FIELDS = pickFields(['LECTOR_DATA_DIR', 'LECTOR_MODEL_DIR']);

/** The folders programs started by this user use: tests share their downloads and packs instead of fetching their own. */
export function machineDirs(): DataDirs {
  const values = readConfig(FIELDS, process.env);
  return dataDirs(
    { dataDir: values.LECTOR_DATA_DIR, modelDir: values.LECTOR_MODEL_DIR },
    {
      home: homedir(),
      xdgDataHome: process.env['XDG_DATA_HOME'],
      cwd: process.env['INIT_CWD'] ?? process.cwd(),
    },
  );
}
