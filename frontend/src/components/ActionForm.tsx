import { Button, Flex, Form, type FormInstance, type FormProps } from 'antd';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { AppError } from '../api/error';
import { useAction } from '../lib/useAction';
import { ErrorAlert } from './ErrorAlert';

interface Props<T extends object> {
  initial: T;
  /** submit is the word on the button. */
  submit: string;
  /** onSubmit does it; what it throws is shown beside the field at fault, or under the form. */
  onSubmit: (values: T) => Promise<void>;
  onCancel?: () => void;
  /** alias names the form's field for a field that Go calls otherwise. */
  alias?: Record<string, keyof T & string>;
  layout?: FormProps['layout'];
  /** extra stands beside the button. */
  extra?: ReactNode;
  children: ReactNode | ((form: FormInstance<T>) => ReactNode);
}

/** sentence is an error in one line, for beside a field: message, article, what to do. */
export function sentence(error: AppError): string {
  const message = error.article ? `${error.message}（${error.article}）` : error.message;
  return error.hint ? `${message}。${error.hint}` : message;
}

/**
 * ActionForm is a form whose submission runs in Go. Enter submits. An error that
 * names one of its fields stands beside that field, which takes the focus.
 */
export function ActionForm<T extends object>(props: Props<T>) {
  const {
    initial,
    submit,
    onSubmit,
    onCancel,
    alias,
    layout = 'vertical',
    extra,
    children,
  } = props;
  const [form] = Form.useForm<T>();
  const name = useId(); // two forms on one page may name a field alike
  const action = useAction(onSubmit);
  const [placed, setPlaced] = useState<AppError>();
  const { error } = action;

  // biome-ignore lint/correctness/useExhaustiveDependencies: alias is a constant of the caller
  useEffect(() => {
    if (!error?.field) return;
    const field = alias?.[error.field] ?? error.field;
    if (!Object.hasOwn(form.getFieldsValue(), field)) return;
    // The name was just seen among the fields, which the form's type cannot know.
    const path = field as Parameters<typeof form.setFields>[0][number]['name'];
    form.setFields([{ name: path, errors: [sentence(error)] }]);
    form.scrollToField(path, { focus: true });
    setPlaced(error);
  }, [error, form]);

  return (
    <Form<T>
      form={form}
      name={name}
      layout={layout}
      initialValues={initial}
      scrollToFirstError={{ focus: true }}
      onFinish={() => action.run({ ...initial, ...form.getFieldsValue() })}
    >
      {typeof children === 'function' ? children(form) : children}
      {error !== placed && <ErrorAlert error={error} />}
      <Flex gap="small" align="center">
        <Button type="primary" htmlType="submit" loading={action.running}>
          {submit}
        </Button>
        {onCancel && <Button onClick={onCancel}>取消</Button>}
        {extra}
      </Flex>
    </Form>
  );
}
