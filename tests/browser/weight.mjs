// A first visit costs little.

import assert from "node:assert/strict";
import { PHONE } from "./site.mjs";

const MAX_BYTES = 40_000;

// Bytes over the wire, heads included, until nothing more is asked for.
async function weigh(site, path) {
  return site.use({ viewport: PHONE }, async (page, context) => {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    let bytes = 0;
    let requests = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests += 1;
    });
    await page.goto(site.base + path, { waitUntil: "networkidle" });
    return { path, bytes, requests };
  });
}

export async function aFirstVisitWeighsUnder40Kilobytes(site) {
  const paths = ["/", "/search?q=%E5%B5%8C%E5%85%A5%E5%BC%8F", "/search", site.listing];
  const weights = [];
  for (const path of paths.flatMap((path) => [path, `/en${path}`])) weights.push(await weigh(site, path));
  const heavy = weights.filter(({ bytes }) => bytes >= MAX_BYTES);
  assert.deepEqual(heavy, []);
  return weights.map(({ path, bytes, requests }) => `${path.slice(0, 24)} ${bytes} B in ${requests}`).join(", ");
}
