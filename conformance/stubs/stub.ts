// A driver in 40 lines, to start from: it gives back documents that are at their target and skips everything else.
// Build: npx tsc stub.ts --module nodenext --target es2022 --types node     (Node 22.18 and later run stub.ts as it is)
// Check: cargo run -p dashlift-conformance -- --driver-cmd "node stub.js" --cases 'json/document_at_its_target_*'
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

type Doc = { base64: string } | { file: string };
type Request = { id: number; verb: string; registry?: string; document?: Doc; options?: Record<string, unknown> };
type Reply = { ok: object } | { error: string } | { skipped: string };

const read = (doc: Doc): Buffer => ("file" in doc ? readFileSync(doc.file) : Buffer.from(doc.base64, "base64"));

function migrate(document: Buffer, options: Record<string, unknown>): Reply {
  let value: any;
  try {
    value = JSON.parse(document.toString("utf8").replace(/^\uFEFF/, ""));
  } catch {
    return { skipped: "this stub tells no places in broken JSON" };
  }
  const atTarget = value?.schemaVersion === 42 && typeof value.title === "string" && Object.keys(options).length === 0;
  if (!atTarget) return { skipped: "this stub only gives back documents that are at their target" };
  const report = { family: "grafana", from: "grafana@42", to: "grafana@42", changed: false, steps: [], warnings: [], losses: [] };
  return { ok: { document: { base64: document.toString("base64") }, report: JSON.stringify(report) } };
}

function answer(request: Request): Reply {
  const build = JSON.stringify({ version: "0.0.0", rules: "none", reference: {}, face: "stub-ts" });
  const start = { driver: "stub-ts", protocol: 1, build, verbs: ["migrate"], registries: ["standard"] };
  if (request.verb === "start") return { ok: start };
  if (request.verb === "stop") return { ok: {} };
  if (request.verb !== "migrate" || !request.document) return { skipped: `verb ${request.verb} is unknown` };
  return migrate(read(request.document), request.options ?? {});
}

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const request = JSON.parse(line) as Request;
  process.stdout.write(JSON.stringify({ id: request.id, ...answer(request) }) + "\n");
  if (request.verb === "stop") lines.close();
});
