// What is to be read is painted before the program begins, and does not share a slow network with its files.
(function (script, wasm, loader, parts) {
  const onItsWay = (rel, href, more) => {
    document.head.append(Object.assign(document.createElement("link"), { rel, href, crossOrigin: "", ...more }));
  };
  const begin = async () => {
    // All at once: the program itself would ask for one after the other.
    onItsWay("modulepreload", loader);
    for (const file of [wasm, ...parts]) onItsWay("preload", file, { as: "fetch", type: "application/wasm" });
    const program = await import(script);
    await program.default({ module_or_path: wasm });
    // In a task of its own.
    setTimeout(program.hydrate);
  };
  requestAnimationFrame(() => setTimeout(begin));
})
