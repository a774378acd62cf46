export { floatToS16, s16ToFloat, silence } from './pcm.js';
export { readWav, type Wav, WAV_HEADER_BYTES, WAV_MAX_DATA_BYTES, wavHeader, type WavShape } from './wav.js';
export { type Expectation, type Finding, type FindingCode, inspectAudio } from './inspect.js';
export { contentType, fileExtension, isWritable, WRITABLE_FORMATS, type WritableFormat } from './speech-format.js';
export { readStoredSegment, type SegmentHeader, type StoredSegment, writeStoredSegment } from './stored-segment.js';
