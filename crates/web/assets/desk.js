// The preview follows what is written, a moment after the hands rest. Without this file a button does the same.
for (const form of document.querySelectorAll("form[data-preview]")) {
  const button = form.querySelector("[data-preview-button]");
  if (button) {
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => form.requestSubmit(button), 600);
    });
  }
}
