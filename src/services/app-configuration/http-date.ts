const forms =
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$|^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** `Nov, 23 2026 08:15:00.000000 GMT`, which the official client for Python (and with it az) signs and the service takes. */
const ofPython = /^([A-Z][a-z]{2}), (\d{2}) (\d{4}) (\d{2}:\d{2}:\d{2})(?:\.\d+)? GMT$/;

/** The moment (ms since 1970) that a header field names as an HTTP-date or in ISO 8601; NaN otherwise, in every engine. */
export function dateFrom(text: string | undefined): number {
  const plain = text?.replace(ofPython, 'Xxx, $2 $1 $3 $4 GMT') ?? '';
  return forms.test(plain) ? Date.parse(plain.replace(/^Xxx, /, '')) : NaN;
}
