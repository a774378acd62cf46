import { LectorError } from '@lector/contract';

/**
 * Reads the fields of a pack's own description. A pack is written by one version of the builder and read by another of the
 * engine: what is not as it should be is named instead of becoming NaN in a tensor.
 */
export class JsonFields {
  constructor(
    private readonly value: unknown,
    private readonly path: string,
  ) {}

  at(name: string): JsonFields {
    return new JsonFields(this.object()[name], this.path === '' ? name : `${this.path}.${name}`);
  }

  /** null where the field is left out. */
  maybe(name: string): JsonFields | null {
    return this.object()[name] === undefined ? null : this.at(name);
  }

  text(name: string): string {
    const { value } = this.at(name);
    return typeof value === 'string' ? value : this.at(name).fail('text');
  }

  number(name: string): number {
    const { value } = this.at(name);
    return typeof value === 'number' ? value : this.at(name).fail('a number');
  }

  /** A whole number of at least 1. */
  count(name: string): number {
    const value = this.number(name);
    return Number.isInteger(value) && value >= 1 ? value : this.at(name).fail('a whole number of at least 1');
  }

  numbers(name: string): readonly number[] {
    const { value } = this.at(name);
    const fits = Array.isArray(value) && value.every((one) => typeof one === 'number');
    return fits ? value : this.at(name).fail('a list of numbers');
  }

  texts(name: string): readonly string[] {
    const { value } = this.at(name);
    const fits = Array.isArray(value) && value.every((one) => typeof one === 'string');
    return fits ? value : this.at(name).fail('a list of texts');
  }

  /** @throws LectorError `pack_corrupt` */
  fail(expected: string): never {
    throw new LectorError('pack_corrupt', `the pack's description is not as expected: ${this.path} is not ${expected}`);
  }

  private object(): Readonly<Record<string, unknown>> {
    const { value } = this;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : this.fail('an object');
  }
}
