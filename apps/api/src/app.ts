import express, { type Express, type NextFunction, type Request } from 'express';
import { LectorError } from '@lector/contract';
import type { ApiDeps } from './deps.js';
import { authenticate } from './middleware/auth.js';
import { bytesBody, jsonBody } from './middleware/body.js';
import { errors } from './middleware/errors.js';
import { knownHost } from './middleware/known-host.js';
import { observeCall } from './middleware/observe-call.js';
import { requestId } from './middleware/request-id.js';
import { requestLog } from './middleware/request-log.js';
import { noteRoute, requestMetrics } from './middleware/request-metrics.js';
import { requestTrace } from './middleware/request-trace.js';
import { securityHeaders } from './middleware/security-headers.js';
import type { ApiResponse, Route } from './route.js';
import { auditionRoutes } from './routes/audition.js';
import { audioVoiceRoutes } from './routes/audio-voices.js';
import { capacityRoutes } from './routes/capacity.js';
import { docsRoutes } from './routes/docs.js';
import { explainRoutes } from './routes/explain.js';
import { healthRoutes } from './routes/health.js';
import { jobAudioRoutes } from './routes/job-audio.js';
import { jobEventRoutes } from './routes/job-events.js';
import { jobTimingsRoutes } from './routes/job-timings.js';
import { jobRoutes } from './routes/jobs.js';
import { lexiconRoutes } from './routes/lexicons.js';
import { metricsRoutes } from './routes/metrics.js';
import { modelRoutes } from './routes/models.js';
import { speechRoutes } from './routes/speech.js';
import { ttsRoutes } from './routes/tts.js';
import { voiceRoutes } from './routes/voices.js';
import { voiceSampleRoutes } from './routes/voice-sample.js';

/** Every call this API serves. */
export function apiRoutes(deps: ApiDeps): readonly Route[] {
  return [
    ...jobRoutes(deps),
    ...jobEventRoutes(deps),
    ...jobAudioRoutes(deps),
    ...jobTimingsRoutes(deps),
    ...voiceRoutes(deps),
    ...voiceSampleRoutes(deps),
    ...lexiconRoutes(deps),
    ...auditionRoutes(deps),
    ...explainRoutes(deps),
    ...ttsRoutes(deps),
    ...speechRoutes(deps),
    ...modelRoutes(deps),
    ...audioVoiceRoutes(deps),
    ...healthRoutes(deps),
    ...capacityRoutes(deps),
    ...metricsRoutes(deps),
    ...docsRoutes(deps),
  ];
}

export function createApp(deps: ApiDeps): Express {
  const { settings, logger, metrics, tracing, monotonicMs } = deps;
  const app = express();
  app.disable('x-powered-by');
  // Job documents change from call to call; hashing each answer would buy nothing. Audio carries its own tag.
  app.disable('etag');
  app.set('query parser', 'simple');

  app.use(requestId({ newId: () => `req_${Buffer.from(deps.randomBytes(12)).toString('hex')}` }));
  const observers = [
    requestTrace(tracing),
    requestMetrics({ metrics, monotonicMs }),
    requestLog({ logger, monotonicMs }),
  ];
  app.use(observeCall(observers));
  app.use(securityHeaders);
  if (settings.auth.kind === 'none') app.use(knownHost(settings.publicUrl === '' ? null : settings.publicUrl));
  mount(app, deps);
  app.use(() => {
    throw new LectorError('not_found', 'there is no such address; GET /openapi.json lists them');
  });
  app.use(errors({ logger, typeBase: () => `${settings.publicUrl}/docs/errors` }));
  return app;
}

function mount(app: Express, deps: ApiDeps): void {
  const auth = authenticate(deps.settings.auth);
  const byPath = new Map<string, Route[]>();
  for (const route of apiRoutes(deps)) byPath.set(route.path, [...(byPath.get(route.path) ?? []), route]);
  for (const [path, routes] of byPath) {
    // A colon begins a variable part for express, and is itself in an address like `:audition`.
    const expressPath = path.replaceAll(':', '\\:').replaceAll(/\{(\w+)\}/g, ':$1');
    for (const route of routes) {
      app[route.method](
        expressPath,
        noteRoute(path),
        ...(route.open === true ? [] : [auth]),
        ...(route.json === undefined ? [] : jsonBody(route.json)),
        ...(route.bytes === undefined ? [] : bytesBody(route.bytes)),
        route.handle,
      );
    }
    app.all(expressPath, noteRoute(path), otherMethods(routes));
  }
}

/** 405 names the methods there are; `OPTIONS` asks for just that. */
function otherMethods(routes: readonly Route[]) {
  const methods = routes.map((route) => route.method.toUpperCase());
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return (request: Request, response: ApiResponse, _next: NextFunction): void => {
    response.setHeader('Allow', allow);
    if (request.method !== 'OPTIONS') {
      throw new LectorError('method_not_allowed', `this address does not take that method [allowed=${allow}]`);
    }
    response.status(204).end();
  };
}
