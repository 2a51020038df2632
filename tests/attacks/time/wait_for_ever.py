# Wait at top level for something that never comes.
import asyncio

await asyncio.Event().wait()
