import type { NextFunction, Request } from 'express';
import type { ApiResponse } from '../route.js';

/** Looks at a call as it comes in; what it returns is run when the call is over, whichever way it ended. */
export type CallObserver = (request: Request, response: ApiResponse) => () => void;

/** One listener for all observers: streams add many of their own, and Node warns of a leak at the eleventh. */
export function observeCall(observers: readonly CallObserver[]) {
  return (request: Request, response: ApiResponse, next: NextFunction): void => {
    const ends = observers.map((observe) => observe(request, response));
    response.on('close', () => {
      for (const end of ends) end();
    });
    next();
  };
}
