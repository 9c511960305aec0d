import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

import { type Shape, SHAPES } from "../../../drawing/shapes.ts";

const UNIFORMS = ["u_sizeRatio", "u_pixelRatio", "u_matrix"] as const;
const { FLOAT, UNSIGNED_BYTE, POINTS } = WebGLRenderingContext;

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform mat3 u_matrix;
varying vec4 v_color;
varying float v_shape;
varying float v_feather;

void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  float radius = a_size / u_sizeRatio * u_pixelRatio;
  gl_PointSize = radius * 2.0 + 2.0;
  v_feather = 1.0 / radius;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}
`;

// Signed distances within −1 … 1, y downwards; the order is that of SHAPES.
const FRAGMENT = /* glsl */ `
precision mediump float;
varying vec4 v_color;
varying float v_shape;
varying float v_feather;

float box(vec2 p, vec2 half_) {
  vec2 d = abs(p) - half_;
  return max(d.x, d.y);
}

float outside(vec2 p) {
  if (v_shape < 0.5) return box(p, vec2(0.8));
  if (v_shape < 1.5) return max(abs(p.y), abs(p.x) * 0.866 + abs(p.y) * 0.5) - 0.87;
  if (v_shape < 2.5) return (abs(p.x) + abs(p.y) - 1.0) * 0.707;
  if (v_shape < 3.5) return length(p) - 0.9;
  if (v_shape < 4.5) return max(abs(p.x) * 0.868 - (p.y + 0.95) * 0.496, p.y - 0.8);
  if (v_shape < 5.5) return abs(length(p) - 0.7) - 0.25;
  if (v_shape < 6.5) return min(box(p, vec2(0.33, 1.0)), box(p, vec2(1.0, 0.33)));
  return box(p, vec2(1.0, 0.5));
}

void main() {
  vec2 p = (gl_PointCoord - 0.5) * 2.0 * (1.0 + v_feather);
  #ifdef PICKING_MODE
  if (length(p) > 1.1) discard;
  gl_FragColor = v_color;
  #else
  float cover = clamp(0.5 - outside(p) / v_feather, 0.0, 1.0);
  gl_FragColor = v_color * cover;
  #endif
}
`;

/** Draws nodes in the shape of their family: the attribute `shape` of a node names it. */
export class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  override getDefinition() {
    return {
      VERTICES: 1,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: POINTS,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
    };
  }

  override processVisibleItem(nodeIndex: number, start: number, data: NodeDisplayData & { shape?: Shape }): void {
    this.array.set(
      [data.x, data.y, data.size, SHAPES.indexOf(data.shape ?? "circle"), floatColor(data.color), nodeIndex],
      start,
    );
  }

  override setUniforms({ sizeRatio, pixelRatio, matrix }: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniform1f(uniformLocations.u_sizeRatio ?? null, sizeRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio ?? null, pixelRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix ?? null, false, matrix);
  }
}
