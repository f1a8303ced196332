"""The official Python client of the protocol asks `certwise mcp`, given as the first argument, everything once."""

import asyncio
import json
import sys

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client


async def main() -> None:
    server = StdioServerParameters(command=sys.argv[1], args=["mcp", "--no-config"])
    async with Client(stdio_client(server)) as client:
        tools = (await client.list_tools()).tools
        assert len(tools) == 7, tools
        # It holds each answer against the schema that the tool told.
        answer = await client.call_tool("recommend", {"role": "developer", "platform": ["aws"], "as_of": "2026-11-27"})
        first = answer.structured_content["recommendations"][0]
        for tool, asked in {
            "why": {"ids": [first["id"]], "role": "developer"},
            "plan": {"role": "developer"},
            "search_catalog": {"search": "agents"},
            "show": {"ids": [first["id"]]},
            "diff": {"from": "2026-01-09"},
            "guide": {"topic": "faq"},
        }.items():
            answer = await client.call_tool(tool, asked)
            assert not answer.is_error and answer.structured_content, (tool, answer)
        wrong = await client.call_tool("recommend", {"role": "wizard"})
        assert wrong.is_error and "wizard" in wrong.content[0].text, wrong
        assert len((await client.list_resources()).resources) > 100
        known = await client.read_resource(f"certwise://credential/{first['id']}")
        assert json.loads(known.contents[0].text)["credentials"][0]["id"] == first["id"]
        assert len((await client.list_prompts()).prompts) == 3
        assert len((await client.list_resource_templates()).resource_templates) == 2
    print(f"Python client: 7 tools, first {first['id']}")


asyncio.run(main())
