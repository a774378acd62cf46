import type { Request, Response } from 'express';
import type { ErrorCode } from '@lector/contract';

/**
 * Answers to a request whose body nobody wants any more. Nothing on the connection can be understood after it, so it is
 * closed; but not at once: a connection closed while the peer still sends is reset, and the reset can overtake the
 * answer. The answer goes out complete, with its length; then the body runs into nothing for a moment in which the
 * client can read, and hang up itself.
 */
const LINGER_MS = 500;

/** Sends the answer, whose head is set but for length and connection, and closes. */
export function answerUnread(request: Request, response: Response, body: string): void {
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.setHeader('Connection', 'close');
  response.write(body);
  const close = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(close, LINGER_MS);
  request.once('end', close);
  request.once('close', close);
  request.resume();
}

/**
 * Whether the body of a request that is refused is left unread: it is too large, or its client waits to be asked for it
 * (`Expect: 100-continue`) and never was. Other bodies are small enough to be read over for the sake of the connection.
 */
export function leavesBody(request: Request, refusedFor: ErrorCode): boolean {
  if (request.complete) return false;
  return refusedFor === 'body_too_large' || awaitsContinue(request);
}

/** Whether the client waits for `100 Continue` before it sends the body. HTTP/1.0 does not know that answer. */
export function awaitsContinue(request: Request): boolean {
  return request.httpVersion === '1.1' && request.get('expect') !== undefined;
}
