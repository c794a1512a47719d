import { Select } from 'antd';
import { useCallback } from 'react';
import { Evidence, type Matter } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useField } from '../../lib/useAutosave';
import { useLoad } from '../../lib/useLoad';
import { choose, useVisit } from './context';
import { AreaField, Frame, MinuteField, TextField } from './fields';
import { remote, waysOf } from './paths';

/** MatterWay is how a matter is inspected, with what its method wants recorded (art. 17). */
export function MatterWay({ matter }: { matter: Matter }) {
  const { form } = useVisit();
  const path = `method/${matter.id}`;
  const own = useField(form, path).value;
  const common = useField(form, 'method').value;
  const ways = waysOf(matter);
  const way = own || common;
  if (ways.length < 2 && !remote(way) && !own) return null;
  return (
    <div className="matter-way">
      <Frame path={path} label="本事项的检查方式">
        <Select
          aria-label={`检查方式：${matter.name}`}
          data-path={path}
          value={own}
          onChange={(value) => choose(form, path, value)}
          options={[
            { value: '', label: `随本次检查（${common || '未填'}）` },
            ...ways.map((value) => ({ value, label: value })),
          ]}
        />
      </Frame>
      {way === '查阅资料' && (
        <AreaField
          path={`${path}/papers`}
          label="查阅的资料"
          placeholder="资料名称、时间段、由谁提供"
        />
      )}
      {way === '网络监测' && (
        <div className="field-row">
          <TextField path={`${path}/url`} label="监测网址" placeholder="https://" />
          <MinuteField path={`${path}/at`} label="监测时间" />
          <Frame path={`${path}/shot`} label="网页截图（先在“证据材料”中添加）">
            <Shot path={`${path}/shot`} name={matter.name} />
          </Frame>
        </div>
      )}
    </div>
  );
}

/** Shot chooses the picture of a web page among the evidence. */
function Shot({ path, name }: { path: string; name: string }) {
  const { form, data } = useVisit();
  const { value } = useField(form, path);
  const { id } = data.visit;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item may be the picture
  const load = useCallback(() => Evidence.List(id), [id, data.items]);
  const { data: rows = [], error, reload } = useLoad(load);
  return (
    <>
      <Select
        aria-label={`网页截图：${name}`}
        data-path={path}
        className="wide"
        value={value}
        onChange={(item) => choose(form, path, item)}
        options={[
          { value: '', label: '还没有截图' },
          ...rows
            .filter((e) => e.sha256)
            .map((e) => ({ value: e.id, label: `${e.name}（摘要 ${e.sha256.slice(0, 12)}）` })),
        ]}
      />
      <ErrorAlert error={error} onRetry={reload} />
    </>
  );
}
