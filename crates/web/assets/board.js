// Keeps the overview up to date while a wave runs. Without it the page is as true as when it was loaded.

const EVERY_SECONDS = 10;
const place = document.getElementById("now");

// A document is asked for and its nodes are taken over: no text ever becomes markup here.
function ask(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.timeout = 20_000;
    request.onload = () => (request.status === 200 ? resolve(request.response) : reject(new Error("status")));
    request.onerror = request.ontimeout = () => reject(new Error("network"));
    request.send();
  });
}

async function refresh() {
  const old = place.querySelector(".now");
  if (document.hidden || !old?.dataset.running || place.contains(document.activeElement)) {
    return;
  }
  const found = (await ask(place.dataset.address))?.querySelector(".now");
  if (found && found.dataset.version !== old.dataset.version) {
    const open = old.querySelector("details")?.open;
    const fresh = document.adoptNode(found);
    fresh.classList.add("fresh");
    old.replaceWith(fresh);
    if (open) {
      fresh.querySelector("details").open = true;
    }
    const count = fresh.dataset.answers;
    const shown = document.querySelector("[data-answers-shown]");
    if (count && shown) {
      shown.textContent = count;
    }
  }
}

if (place) {
  // When the server cannot be reached, what is shown stays, and the next round tries again.
  const round = () => refresh().catch(() => {}).finally(() => setTimeout(round, EVERY_SECONDS * 1000));
  setTimeout(round, EVERY_SECONDS * 1000);
}
