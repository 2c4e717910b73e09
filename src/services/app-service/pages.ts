const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;

/** What App Service shows in place of a stopped app. */
export const stoppedPage = (message: string): string =>
  page('Web App - Unavailable', `<h1>Error 403 - This web app is stopped.</h1><p>${message}</p>`);

/** What a new app shows before anything is deployed to it. */
export const welcomePage = (): string =>
  page(
    'Microsoft Azure App Service - Welcome',
    '<h1>Your web app is running and waiting for your content</h1>' +
      "<p>Your web app is live, but we don't have your content yet.</p>",
  );

/** What a function app shows at its address while its host runs. */
export const functionPage = (): string =>
  page('Your Azure Function App is up and running.', '<h1>Your Functions 4.0 app is up and running</h1>');
