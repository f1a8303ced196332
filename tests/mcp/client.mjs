// The official client for Node asks `certwise mcp`, given as the first argument, everything once.
import assert from "node:assert";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const client = new Client({ name: "test", version: "1" });
await client.connect(new StdioClientTransport({ command: process.argv[2], args: ["mcp", "--no-config"] }));
const { tools } = await client.listTools();
assert.equal(tools.length, 7);
// It holds each answer against the schema that the tool told.
const call = async (name, asked) => client.callTool({ name, arguments: asked });
const [first] = (await call("recommend", { role: "developer", platform: ["aws"], as_of: "2026-11-27" })).structuredContent.recommendations;
for (const [tool, asked] of Object.entries({
  why: { ids: [first.id], role: "developer" },
  plan: { role: "developer" },
  search_catalog: { search: "agents" },
  show: { ids: [first.id] },
  diff: { from: "2026-01-09" },
  guide: { topic: "faq" },
})) {
  const answer = await call(tool, asked);
  assert.ok(!answer.isError && answer.structuredContent, tool);
}
assert.ok((await call("recommend", { role: "wizard" })).isError);
assert.ok((await client.listResources()).resources.length > 100);
const known = await client.readResource({ uri: `certwise://credential/${first.id}` });
assert.equal(JSON.parse(known.contents[0].text).credentials[0].id, first.id);
assert.equal((await client.listPrompts()).prompts.length, 3);
const asked = { ref: { type: "ref/prompt", name: "make-a-plan" }, argument: { name: "role", value: "dev" } };
assert.deepEqual((await client.complete(asked)).completion.values, ["developer"]);
await client.close();
console.log(`Node client: 7 tools, first ${first.id}`);
