import { describe, expect, it } from 'vitest';
import { ERRORS, LectorError, type ErrorCode } from './errors.js';
import { Problem, problemOf } from './problem.js';

const options = { typeBase: 'https://tts.example/docs/errors', instance: 'req_1' };

describe('problemOf', () => {
  it.each(Object.keys(ERRORS) as ErrorCode[])('makes a valid document of %s', (code) => {
    const problem = problemOf(new LectorError(code, 'what failed [id=1]'), options);
    expect(Problem.parse(problem)).toEqual(problem);
    expect(problem.type).toBe(`https://tts.example/docs/errors#${code}`);
    expect(problem.status).toBe(ERRORS[code].status);
    expect(problem).not.toHaveProperty('errors');
  });

  it('carries the pointers', () => {
    const errors = [{ pointer: '/voice', detail: 'there is no such voice' }];
    const problem = problemOf(new LectorError('unknown_voice', 'no such voice', { errors }), options);
    expect(problem.errors).toEqual(errors);
    expect(problem.instance).toBe('req_1');
  });

  it('does not show what an unforeseen exception said', () => {
    const problem = problemOf(new LectorError('internal', 'Unexpected token in "my diary"'), options);
    expect(JSON.stringify(problem)).not.toContain('diary');
  });
});
