// A signature drawn with a finger: it becomes the picture that the form hands in. Without a script a photo does it.
const pad = document.querySelector("[data-sign-pad]");
const input = document.querySelector("input[name=signature]");
const clear = document.querySelector("[data-sign-clear]");

function start() {
  const scale = window.devicePixelRatio || 1;
  pad.hidden = false;
  clear.hidden = false;
  pad.width = pad.clientWidth * scale;
  pad.height = pad.clientHeight * scale;
  const pen = pad.getContext("2d");
  pen.scale(scale, scale);
  pen.lineWidth = 3;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  let drawing = false;

  const blank = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, pad.clientWidth, pad.clientHeight);
    input.value = "";
  };
  const where = (event) => {
    const box = pad.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  pad.addEventListener("pointerdown", (event) => {
    drawing = true;
    pad.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...where(event));
  });
  pad.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...where(event));
    pen.stroke();
  });
  pad.addEventListener("pointerup", () => {
    drawing = false;
    pad.toBlob((blob) => {
      const carried = new DataTransfer();
      carried.items.add(new File([blob], "signature.png", { type: "image/png" }));
      input.files = carried.files;
    }, "image/png");
  });
  clear.addEventListener("click", blank);
  blank();
}

if (pad && input && clear) start();
