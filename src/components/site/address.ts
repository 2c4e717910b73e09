/** An address inside the site, under whatever sub-path it is served: `inSite('course/')` gives `/course/` or `/base/course/`. */
export const inSite = (path = ''): string => {
  const base = import.meta.env.BASE_URL;
  return `${base.endsWith('/') ? base : `${base}/`}${path.replace(/^\//, '')}`;
};
