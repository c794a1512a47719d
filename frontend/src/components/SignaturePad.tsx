import { Button, Flex } from 'antd';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { inBox, inkBox, inkText, type Point } from '../lib/ink';

interface Props {
  label: string;
  /** onChange is told the strokes as text, "" while nothing is drawn. */
  onChange: (strokes: string) => void;
}

/** SignaturePad takes handwriting with a pen, a finger or the mouse. */
export function SignaturePad({ label, onChange }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const strokes = useRef<Point[][]>([]);
  const [count, setCount] = useState(0);

  const paint = () => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, inkBox.w, inkBox.h);
    pen.strokeStyle = '#000';
    pen.lineWidth = 5;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    for (const stroke of strokes.current) {
      pen.beginPath();
      for (const [x, y] of stroke) pen.lineTo(x, y);
      pen.stroke();
    }
  };
  useEffect(paint);

  const point = (e: PointerEvent<HTMLCanvasElement>): Point => {
    const box = e.currentTarget.getBoundingClientRect();
    return inBox(e.clientX - box.left, e.clientY - box.top, box);
  };
  const down = (e: PointerEvent<HTMLCanvasElement>) => {
    e.currentTarget.setPointerCapture(e.pointerId);
    strokes.current.push([point(e)]);
  };
  const move = (e: PointerEvent<HTMLCanvasElement>) => {
    if (!e.currentTarget.hasPointerCapture(e.pointerId)) return;
    strokes.current.at(-1)?.push(point(e));
    paint();
  };
  const tell = () => {
    setCount(strokes.current.length);
    onChange(inkText(strokes.current));
  };
  return (
    <Flex vertical gap="small" align="start">
      <canvas
        ref={canvas}
        className="signature-pad"
        width={inkBox.w}
        height={inkBox.h}
        role="img"
        aria-label={`${label}：${count === 0 ? '还没有笔迹' : `已写 ${count} 笔`}`}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={tell}
        onPointerCancel={tell}
      />
      <Button
        onClick={() => {
          strokes.current = [];
          tell();
        }}
        disabled={count === 0}
      >
        擦去重写
      </Button>
    </Flex>
  );
}
