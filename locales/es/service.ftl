# service: what the pages of the service have in common.

## The five factors
service-factor-reliability-help = Hacer lo prometido, bien y a tiempo
service-factor-assurance-help = Saber y ser cortés, para que se pueda confiar
service-factor-tangibles-help = Lo que se ve: salas, papeles, personas
service-factor-empathy-help = Ser conocido y tratado como persona
service-factor-responsiveness-help = Ayuda dispuesta y rápida

## Places
service-tab-today = Hoy
service-tab-customers = Clientes
service-tab-promises = Promesas
service-tab-moments = Momentos
service-tab-comments = Comentarios
service-tab-coach = Respuestas
service-tab-cases = Casos
service-tab-more = Estándares y reglas
service-tabs = Servicio
service-more-commitments = A qué nos comprometemos
service-more-touchpoints = El recorrido
service-more-playbooks = Guías
service-more-rules = Horarios y límites

## Fields
service-none = Nadie todavía
service-cancel = Cancelar
service-all = Todos
service-show-all = Mostrar todo
service-save = Guardar

## Who did something
service-actor-customer = el cliente
service-actor-program = Rater
service-actor-token = otro programa
service-actor-former = alguien que ya no trabaja aquí
