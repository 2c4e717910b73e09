import { implement } from '../../implement.ts';
import { text } from '../../json.ts';
import { refuseExisting } from '../secret/download.ts';
import { secretRef, vaultOf } from '../secret/secret.ts';
import { certificateBundle, certificateItem, CERTIFICATES_VERSION } from './certificate.ts';

const page = (maxresults: number | undefined): string =>
  `?api-version=${CERTIFICATES_VERSION}${maxresults === undefined ? '' : `&maxresults=${maxresults}`}`;

export const keyvaultCertificateList = implement('keyvault certificate list', {
  takes: { id: 'text?', vaultName: 'text?', maxresults: 'int?' },
  run: async ({ id, vaultName, maxresults }, az) => {
    const raw = await vaultOf(az, { id, vaultName }).list(`/certificates${page(maxresults)}`);
    return raw.slice(0, maxresults).map(certificateItem);
  },
});

export const keyvaultCertificateListVersions = implement('keyvault certificate list-versions', {
  takes: { name: 'text?', id: 'text?', vaultName: 'text?', maxresults: 'int?' },
  run: async ({ maxresults, ...args }, az) => {
    const { vault, name } = secretRef(az, args);
    const raw = await vault.list(`/certificates/${name}/versions${page(maxresults)}`);
    return raw.slice(0, maxresults).map(certificateItem);
  },
});

const WHICH = { name: 'text?', version: 'text?', id: 'text?', vaultName: 'text?' } as const;

export const keyvaultCertificateShow = implement('keyvault certificate show', {
  takes: WHICH,
  run: async (args, az) => {
    const { vault, name, version } = secretRef(az, args);
    return certificateBundle(await vault.call('GET', `/certificates/${name}/${version}${page(undefined)}`));
  },
});

export const keyvaultCertificateDownload = implement('keyvault certificate download', {
  takes: { ...WHICH, file: 'text', encoding: 'text' },
  run: async ({ file, encoding, ...args }, az) => {
    const { vault, name, version } = secretRef(az, args);
    await refuseExisting(az, file);
    const cer = text(await vault.call('GET', `/certificates/${name}/${version}${page(undefined)}`), 'cer');
    const lines = cer.replace(/.{76}/g, '$&\n').replace(/\n$/, '');
    const content =
      encoding === 'DER' ? atob(cer) : `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
    await az.files.write(file, content);
    return undefined;
  },
});
