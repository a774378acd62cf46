/**
 * Turns UTF-16 indices of one text into code point offsets. Asked in rising order it walks the text once; asked for an
 * earlier index it starts again.
 */
export function codePointOffsets(text: string): (index: number) => number {
  let at = 0;
  let offset = 0;
  return (index) => {
    if (index < at) {
      at = 0;
      offset = 0;
    }
    while (at < index) {
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      offset += 1;
    }
    return offset;
  };
}
