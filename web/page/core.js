// Calls into the WebAssembly: a request as JSON, and the bytes of a file behind it; the answer is JSON too.
"use strict";
const open = async module => {
  let core = (await WebAssembly.instantiate(module)).exports;
  const [encode, decode] = [new TextEncoder(), new TextDecoder()];
  return (request, file = new Uint8Array()) => {
    const head = encode.encode(JSON.stringify(request) + "\n");
    const place = core.room(head.length + file.length);
    const room = new Uint8Array(core.memory.buffer, place, head.length + file.length);
    room.set(head);
    room.set(file, head.length);
    const length = core.answer();
    return JSON.parse(decode.decode(new Uint8Array(core.memory.buffer, core.place(), length)));
  };
};
