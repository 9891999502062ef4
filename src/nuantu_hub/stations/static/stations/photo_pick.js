// Shows the picture that was taken, before it is handed in.
for (const input of document.querySelectorAll("input[data-photo]")) {
  input.addEventListener("change", () => {
    const place = input.closest(".photo-pick");
    place.querySelector("img")?.remove();
    const file = input.files[0];
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
  });
}
