// Makes the picture that was taken small enough to send from a bad network, and shows it before it is handed in.
const MOST_PX = 2048;
const SMALL_ENOUGH = 1024 * 1024;
const MOST_BYTES = 20 * 1024 * 1024;

async function shrink(file) {
  if (file.size <= SMALL_ENOUGH) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MOST_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (drawn && drawn.size < file.size) return new File([drawn], "photo.jpg", { type: "image/jpeg" });
  } catch {
    // No picture that this browser can read: the hub says what is wrong with it.
  }
  return file;
}

function show(input, file) {
  const place = input.closest(".photo-pick");
  place.querySelector("img")?.remove();
  place.classList.toggle("chosen", Boolean(file));
  if (!file) return;
  const reader = new FileReader();
  reader.onload = () => {
    const image = document.createElement("img");
    image.alt = file.name;
    image.src = reader.result;
    place.prepend(image);
  };
  reader.readAsDataURL(file);
}

function say(input, words) {
  const field = input.closest(".field");
  field.querySelector("[data-photo-says]")?.remove();
  if (!words) return;
  const said = document.createElement("p");
  said.className = "text-broken";
  said.dataset.photoSays = "";
  said.setAttribute("role", "alert");
  said.textContent = words;
  field.append(said);
}

async function take(input) {
  const chosen = input.files[0];
  say(input, "");
  if (!chosen) return show(input, null);
  const file = await shrink(chosen);
  if (input.files[0] !== chosen) return undefined;
  if (file.size > MOST_BYTES) {
    input.value = "";
    show(input, null);
    return say(input, input.dataset.tooLarge);
  }
  if (file !== chosen) {
    const files = new DataTransfer();
    files.items.add(file);
    input.files = files.files;
  }
  return show(input, file);
}

for (const input of document.querySelectorAll("input[data-photo]")) {
  input.addEventListener("change", () => take(input));
}
