// "Right here": fills latitude and longitude from the phone, to about ten metres, only when it is tapped.
const button = document.getElementById("here"), note = document.getElementById("here-note");
const fields = ["id_lat_deg", "id_lon_deg"].map((id) => document.getElementById(id));
if (button && navigator.geolocation && fields.every(Boolean)) {
  button.hidden = false;
  button.addEventListener("click", () => {
    note.textContent = button.dataset.finding;
    navigator.geolocation.getCurrentPosition((found) => {
      [found.coords.latitude, found.coords.longitude].forEach((value, place) => { fields[place].value = value.toFixed(4); });
      note.textContent = button.dataset.found;
    }, () => { note.textContent = button.dataset.refused; }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  });
}
