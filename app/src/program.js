// What is to be read is painted before the program begins, and does not share a slow network with its files.
(function (script, wasm, loader, parts) {
  const onItsWay = (rel, href, more) => {
    document.head.append(Object.assign(document.createElement("link"), { rel, href, crossOrigin: "", ...more }));
  };
  const begin = async () => {
    // Before the program itself asks for one after the other, but not in one task: each takes the browser a while.
    for (const module of [script, loader]) onItsWay("modulepreload", module);
    for (const [i, file] of [wasm, ...parts].entries()) {
      if (i % 3 === 0) await new Promise((resolve) => setTimeout(resolve));
      onItsWay("preload", file, { as: "fetch", type: "application/wasm" });
    }
    const program = await import(script);
    await program.default({ module_or_path: wasm });
    // In a task of its own.
    setTimeout(program.hydrate);
  };
  requestAnimationFrame(() => setTimeout(begin));
})
