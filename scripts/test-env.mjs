/**
 * The environment of a test run: the user's without the settings of Lector. A shell that is set up for a deployment would
 * else lend its Redis, its keys or its limits to tests that mean the defaults. What tests say to each other stays.
 */
export function testEnv(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('LECTOR_') || name.startsWith('LECTOR_TEST_')),
  );
}
