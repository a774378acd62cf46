import { splitSpeed, type EngineModel, type Speech } from '@lector/engines';
import type { Segment } from '@lector/text';
import { pinDefault, type JobRequest } from '@lector/contract';

/** What the engine is asked to say for one segment of the plan. */
export function speechOf(segment: Segment, request: SpeechWish, model: EngineModel): Speech {
  const voice = segment.voice ?? request.voice;
  return {
    spans: segment.spans.map(({ language, spoken, ipa }) => ({ language, spoken, ipa })),
    voice: pinDefault(voice, model.defaultVoice),
    speed: speedOf(segment, request, model).speed,
    seed: request.seed ?? 0,
  };
}

type SpeechWish = Pick<JobRequest, 'voice' | 'speed' | 'seed'>;

/**
 * The model's speed for a segment. What of the job's speed is beyond the model is left to stretching the file, so stored
 * segments serve every such speed; a file is stretched as a whole, so what markup adds for one segment cannot be.
 */
export function speedOf(
  { rate = 1 }: Pick<Segment, 'rate'>,
  request: Pick<JobRequest, 'speed'>,
  model: Pick<EngineModel, 'speed'>,
): { readonly speed: number; readonly limited: boolean } {
  const { speed: whole } = splitSpeed(request.speed, model.speed);
  const wanted = whole * rate;
  const { speed } = splitSpeed(wanted, model.speed);
  return { speed, limited: Math.abs(speed - wanted) > 1e-9 };
}

/**
 * Cuts a speech in two near its middle, between spans or at a space of the longest span; null when it is a single word.
 * Used when the model failed on the whole: a shorter input often succeeds where a longer one did not.
 */
export function halveSpeech(speech: Speech): readonly [Speech, Speech] | null {
  const { spans } = speech;
  const total = spans.reduce((sum, span) => sum + span.ipa.length, 0);
  let before = 0;
  for (const [index, span] of spans.entries()) {
    const after = before + span.ipa.length;
    if (after < total / 2) {
      before = after;
      continue;
    }
    // The middle lies in this span: cut it at the space nearest to the middle, else beside it.
    const cut = nearestSpace(span.ipa, total / 2 - before);
    if (cut !== null) {
      const share = cut / span.ipa.length;
      const spokenCut = nearestSpace(span.spoken, span.spoken.length * share) ?? Math.round(span.spoken.length * share);
      const left = { ...span, ipa: span.ipa.slice(0, cut), spoken: span.spoken.slice(0, spokenCut) };
      const right = { ...span, ipa: span.ipa.slice(cut + 1), spoken: span.spoken.slice(spokenCut) };
      return [
        { ...speech, spans: [...spans.slice(0, index), left] },
        { ...speech, spans: [right, ...spans.slice(index + 1)] },
      ];
    }
    const at = index === 0 ? 1 : index;
    if (at >= spans.length) return null;
    return [
      { ...speech, spans: spans.slice(0, at) },
      { ...speech, spans: spans.slice(at) },
    ];
  }
  return null;
}

/** Index of the space nearest to `around` with words on both sides; null when there is none. */
function nearestSpace(text: string, around: number): number | null {
  let best: number | null = null;
  for (let at = text.indexOf(' ', 1); at !== -1 && at < text.length - 1; at = text.indexOf(' ', at + 1)) {
    if (best === null || Math.abs(at - around) < Math.abs(best - around)) best = at;
  }
  return best;
}
