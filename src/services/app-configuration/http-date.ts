const forms =
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$|^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** The moment (ms since 1970) that a header field names as an HTTP-date or in ISO 8601; NaN otherwise, in every engine. */
export const dateFrom = (text: string | undefined): number => (text && forms.test(text) ? Date.parse(text) : NaN);
