import { detections } from '../../../detections/index.ts';
import { incidents, type Detection } from '../../../core/detection.ts';
import { severities } from '../../../core/severity.ts';
import { defineCommand } from '../../command.ts';

export const detectionsListCommand = defineCommand<Detection>({
  path: ['detections', 'list'],
  summary: 'list what the audit log is watched for',
  arguments: [],
  options: [
    { flags: '--severity <severity>', summary: 'only this severity', choices: severities },
    { flags: '--incident <incident>', summary: 'only what announces this kind of incident', choices: incidents },
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  async run({ options }) {
    const chosen = detections.filter(
      (detection) =>
        (!options['severity'] || detection.severity === options['severity']) &&
        (!options['incident'] || detection.incident === options['incident']),
    );
    return {
      data: chosen,
      rows: chosen,
      columns: [
        { title: 'Detection', value: (detection) => detection.id },
        { title: 'Severity', value: (detection) => detection.severity },
        { title: 'Incident', value: (detection) => detection.incident },
        { title: 'Title', value: (detection) => detection.title },
      ],
      messages: [`${chosen.length} of ${detections.length} detections`],
    };
  },
});
