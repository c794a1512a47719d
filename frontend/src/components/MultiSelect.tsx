import { Select, type SelectProps } from 'antd';

/**
 * MultiSelect chooses several of a list. Typing finds, Enter takes or gives back,
 * and Tab leaves: the library's own would take one and stay, a trap for the keyboard.
 */
export function MultiSelect(props: SelectProps<string[]>) {
  return (
    <div onKeyDownCapture={(e) => e.key === 'Tab' && e.stopPropagation()}>
      <Select<string[]> mode="multiple" showSearch={{ optionFilterProp: 'label' }} {...props} />
    </div>
  );
}
