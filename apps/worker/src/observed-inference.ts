import type { Tracing } from '@lector/process-kit';
import type { Inference } from './inference/client.js';
import type { EngineStep } from './inference/messages.js';
import type { WorkerMetrics } from './worker-metrics.js';

/** Measures every utterance the model renders, and traces it. */
export function observedInference(
  inference: Inference,
  deps: {
    readonly pack: string;
    readonly metrics: Pick<WorkerMetrics, 'inference' | 'realtimeFactor' | 'audioSeconds'>;
    readonly tracing: Tracing;
  },
): Inference {
  const { pack, metrics, tracing } = deps;
  return {
    ...inference,
    render: (utterance, options) =>
      tracing.span('inference', { attributes: { 'lector.pack': pack } }, async (span) => {
        const result = await inference.render(utterance, options);
        const seconds = result.inferenceMs / 1000;
        const audioSeconds = result.pcm.length / inference.sampleRate;
        metrics.inference.observe(seconds, { pack });
        if (audioSeconds > 0) metrics.realtimeFactor.observe(seconds / audioSeconds, { pack });
        metrics.audioSeconds.add(audioSeconds);
        // Without the wait for a slot, which the span itself has in it.
        span.set({ 'lector.inference_seconds': seconds, 'lector.audio_seconds': audioSeconds });
        return result;
      }),
  };
}

/** Measures how full the steps of the engine are. */
export function observedSteps(deps: {
  readonly pack: string;
  readonly metrics: Pick<WorkerMetrics, 'slotsOccupied' | 'tokensPerStep'>;
}): (step: EngineStep) => void {
  const { pack, metrics } = deps;
  return ({ occupied, tokens }) => {
    metrics.slotsOccupied.observe(occupied, { pack });
    // Only sound was made, or the model decodes no tokens.
    if (tokens > 0) metrics.tokensPerStep.observe(tokens, { pack });
  };
}
