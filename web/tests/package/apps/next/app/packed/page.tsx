import { Buttons } from '../../guide/buttons'
import { RefineButton } from '../../guide/refine-button'
import { Response } from '../../guide/response'

export default function Page() {
  return (
    <>
      <RefineButton issueId="123" />
      <Response />
      <Buttons />
      <div className="dark">
        <Response />
      </div>
    </>
  )
}
