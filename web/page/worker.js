// Answers what takes longer than a keystroke, beside the page.
let ask;
onmessage = async ({ data }) => {
  if (data.module) {
    ask = open(data.module);
    return;
  }
  const answer = await ask;
  postMessage({ number: data.number, answer: answer(data.request, data.file) });
};
