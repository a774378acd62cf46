/** Names the tests that passed only when they were run again: green, and to be looked at all the same. */
export default class SecondTryReporter {
  #names = [];

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky === true) this.#names.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd() {
    if (this.#names.length === 0) return;
    console.log(`${this.#names.length} passed only at the second try:`);
    for (const name of this.#names) console.log(`  ${name}`);
  }
}
