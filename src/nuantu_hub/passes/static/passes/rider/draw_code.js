// Draws a token as a QR code: no more than version 12 at level M, so that a scratched screen in the sun is still read.
import { correction, generate, mode } from "../vendor/lean-qr/index.js";

export const LARGEST = 12;
const QUIET = 4; // modules of white around it
const SVG = "http://www.w3.org/2000/svg";

// The outline of a code: one path of squares, row by row.
function outline(code) {
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      let wide = 1;
      while (code.get(x + wide, y)) wide += 1;
      path += `M${x + QUIET} ${y + QUIET}h${wide}v1h-${wide}z`;
      x += wide;
    }
  }
  return path;
}

// Puts the code of a text into an <svg>; gives its version. Throws where the text needs a larger one.
export function drawCode(svg, text) {
  const code = generate(mode.alphaNumeric(text), { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M, maxVersion: LARGEST });
  const side = code.size + 2 * QUIET;
  svg.setAttribute("viewBox", `0 0 ${side} ${side}`);
  let dark = svg.querySelector("path");
  if (!dark) {
    const light = document.createElementNS(SVG, "rect");
    dark = document.createElementNS(SVG, "path");
    light.setAttribute("fill", "#ffffff");
    dark.setAttribute("fill", "#000000");
    svg.setAttribute("shape-rendering", "crispEdges");
    svg.replaceChildren(light, dark);
  }
  svg.querySelector("rect").setAttribute("width", side);
  svg.querySelector("rect").setAttribute("height", side);
  dark.setAttribute("d", outline(code));
  return (code.size - 17) / 4;
}
