import { StageEmpty } from '../../components/StageEmpty';

export default function Page() {
  return <StageEmpty stage="plan" />;
}
