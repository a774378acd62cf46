import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** Signature Version 4 allows no more. */
const MAX_EXPIRES_SECONDS = 7 * 24 * 3_600;

/** RFC 6266: an ASCII name for old clients, the real one in UTF-8 for all others. */
export function contentDisposition(filename: string): string {
  const ascii = filename.replaceAll(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(filename).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return ascii === filename
    ? `attachment; filename="${ascii}"`
    : `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/**
 * A link that downloads one object, or asks for its facts, without any key. No request is made; host and method are part
 * of the signature.
 */
export async function presign(
  client: S3Client,
  object: { readonly bucket: string; readonly key: string },
  options: {
    readonly method: 'GET' | 'HEAD';
    readonly expiresSeconds: number;
    readonly filename: string;
    readonly contentType: string;
  },
): Promise<string> {
  const input = {
    Bucket: object.bucket,
    Key: object.key,
    ResponseContentDisposition: contentDisposition(options.filename),
    ResponseContentType: options.contentType,
  };
  const command = options.method === 'HEAD' ? new HeadObjectCommand(input) : new GetObjectCommand(input);
  return getSignedUrl(client, command, { expiresIn: Math.min(options.expiresSeconds, MAX_EXPIRES_SECONDS) });
}
