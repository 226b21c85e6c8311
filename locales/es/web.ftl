# The web application: pages for the people who run surveys.

web-skip = Ir al contenido
web-nav = Principal
web-nav-service = Servicio
web-nav-factors = Cinco factores
web-nav-practice = Práctica
web-nav-surveys = Encuestas
web-nav-people = Personas
web-nav-settings = Ajustes
web-languages = Idioma
web-sample = datos de ejemplo
web-signout = Cerrar sesión
web-language = Idioma
web-zone = Zona horaria
web-name = Su nombre
web-email = Correo electrónico
web-password = Contraseña
web-password-help = Al menos 12 caracteres. Una frase que solo usted diría es mejor que una palabra con cifras.
web-name-missing = Indique un nombre.
web-zone-unknown = Esta zona horaria no se conoce. Elija una de la lista.
web-language-unknown = Este idioma aún no está disponible. Elija uno de la lista.

web-home-title = Rater está listo para configurarse
web-home-lead = Nadie ha configurado todavía este servidor.
web-home-link = Abra el enlace de un solo uso que el terminal mostró al arrancar el servidor. Con él pasa a ser la persona propietaria.

web-setup-title = Bienvenida a Rater
web-setup-lead = Una sola página y podrá crear su primera encuesta. Nada sale de este ordenador sin que usted lo configure.
web-setup-organisation-legend = Su organización
web-setup-organisation = Nombre de la organización
web-setup-organisation-missing = Indique el nombre de la organización.
web-setup-owner-legend = Usted, a cargo de todo
web-setup-go = Configurar y empezar

web-signin-title = Iniciar sesión
web-signin-go = Entrar
web-signin-wrong = El correo y la contraseña no coinciden, o esta cuenta no puede entrar. Inténtelo de nuevo.
web-signin-demo = Esta es una demostración con datos inventados. El terminal muestra el enlace para entrar.

web-factor-title = Un paso más
web-factor-lead = Abra su aplicación de autenticación e introduzca las seis cifras, o use uno de sus códigos de recuperación.
web-factor-code = Código
web-factor-wrong = Este código no es correcto o ya se ha usado. Espere al siguiente.

web-failed-title = No ha funcionado
web-failed-not-found = Aquí no hay nada
web-failed-home = Volver al inicio
web-body-encoded = No se aceptan peticiones comprimidas. Envíela tal cual.
web-body-too-large = Lo que se envió es demasiado grande.
web-body-too-slow = Lo que se envió tardó demasiado en llegar. Inténtelo de nuevo.
web-files-busy = Ahora mismo se están haciendo o leyendo otros archivos de respuestas. Vuelva en medio minuto.
web-form-expired = Esta página llevaba demasiado tiempo abierta, o estaba en otra sesión. Vuelva atrás, recárguela e inténtelo de nuevo. Lo que escribió no se ha guardado.
web-other-site = Otro sitio web pidió este cambio, así que no se ha hecho.
web-sign-in-first = Inicie sesión primero.
web-token-unknown = Envíe un token válido en la cabecera Authorization: Bearer.
web-request-unreadable = La petición no se puede leer tal como se envió.
