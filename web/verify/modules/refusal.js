/** What was given is not what it should be: where, and what is wrong. */
export class Refusal extends Error {
  /**
   * @param {string} place A path as `$.facts.modelDigest`, or what the page calls a field.
   * @param {string} problem The rest of the sentence.
   */
  constructor(place, problem) {
    super(`${place}: ${problem}`);
    this.name = 'Refusal';
    this.place = place;
    this.problem = problem;
  }
}
